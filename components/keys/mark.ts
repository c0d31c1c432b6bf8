/** Two letters for a tile: "OpenRouter" is OR, "Google Gemini" GG, "xAI" xA, "Stripe" St. */
export function toInitials(name: string): string {
  const words = name.split(/[\s.]+/).filter((word) => /^[a-z]/i.test(word));
  const [first = name, second] = words;
  if (second && /^[A-Z]/.test(second)) return first.charAt(0) + second.charAt(0);
  const inner = /[A-Z]/.exec(first.slice(1))?.[0];
  return first.charAt(0) + (inner ?? first.charAt(1));
}
