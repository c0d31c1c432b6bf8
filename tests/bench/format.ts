/** Figures as they stand in the table. */
export const ms = (value: number) => `${Math.round(value)} ms`;
export const mib = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
export const more = (value: number) => `${value < 0 ? '−' : '+'}${ms(Math.abs(value))}`;
export const task = (value: number) => (value === 0 ? 'none' : ms(value));
export const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
