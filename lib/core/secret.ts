declare const secret: unique symbol;

/** A secret's characters. It is a string to whoever sends it, and a compile error to whoever replies with it. */
export type Secret = string & { readonly [secret]: true };

/** True when a secret is anywhere in the type. */
export type HasSecret<T> = T extends Secret
  ? true
  : T extends object
    ? true extends { [K in keyof T]-?: HasSecret<T[K]> }[keyof T]
      ? true
      : false
    : false;
