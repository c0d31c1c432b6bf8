/** A model's own page. Its address holds a random number and a place, and nothing about what is shown there. */
const PAGE = '/model.html';

export interface ModelAddress {
  readonly jobId: string;
  /** Its place among what the job made. */
  readonly at: number;
}

export const fullPageOf = (jobId: string, at: number): string => `${PAGE}#${jobId}/${at}`;

export function parseAddress(hash: string): ModelAddress | undefined {
  const [, jobId, at] = /^#([0-9a-f]{32})\/(\d{1,3})$/.exec(hash) ?? [];
  return jobId ? { jobId, at: Number(at) } : undefined;
}
