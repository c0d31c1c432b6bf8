import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';
import { type Tone, tones } from './tones';

interface NoticeProps {
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons or links under the words. */
  readonly actions?: ReactNode;
}

interface BoxProps extends NoticeProps {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly role?: 'alert' | 'status';
}

function Box({ tone, icon: Icon, role, title, children, actions }: BoxProps) {
  return (
    <div role={role} className={classes('flex gap-2 rounded-md p-3', tones[tone])}>
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1 text-ink">{actions}</div>}
      </div>
    </div>
  );
}

/** A problem that just happened: what happened (title), what it means and what to do next (children). */
export const Alert = (props: NoticeProps) => <Box {...props} tone="bad" icon={CircleAlert} role="alert" />;

/** Something that just went well or is under way, read out when convenient. */
export const Status = (props: NoticeProps) => <Box {...props} tone="good" icon={CircleCheck} role="status" />;

const icons: Readonly<Record<Tone, LucideIcon>> = {
  plain: Info,
  ember: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
};

/** Something that stands there to be read; it interrupts nobody. */
export const Notice = ({ tone = 'plain', ...props }: NoticeProps & { readonly tone?: Tone }) => (
  <Box {...props} tone={tone} icon={icons[tone]} />
);
