import type { Problems } from './shape';

export const making: Problems = {};
