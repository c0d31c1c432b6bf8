import type { ComponentProps } from 'react';
import { Section as Plain } from '../ui/Section';

/** Figures want a little more room than words. */
export const Section = (props: Omit<ComponentProps<typeof Plain>, 'className'>) => (
  <Plain {...props} className="space-y-4" />
);
