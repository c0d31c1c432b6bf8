/** How many keys the vaults hold: one, as many as a keen person has, and more than anybody. */
export const AMOUNTS = [1, 100, 500] as const;
export type Amount = (typeof AMOUNTS)[number];
