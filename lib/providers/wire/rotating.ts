import type { Rotating } from '../shape';

/** Its last check said that it may make and delete keys. */
export const mayChangeKeys = ({ report }: Rotating): boolean =>
  report.warnings.some(({ code }) => code === 'can-create-keys');
