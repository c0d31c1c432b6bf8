export const Highlighted = ({ code }: { readonly code: string; readonly language: string }) => (
  <code>{code}</code>
);
