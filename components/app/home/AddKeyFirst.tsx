import { Plus } from 'lucide-react';
import type { Face } from '../../../lib/providers/shape';
import { OptionsLink, useOptionsLink } from '../OptionsLink';
import { words } from '../words';

/** Without a usable key there is one thing to do, one press away. */
interface AddKeyFirstProps {
  /** Whose keys would do. */
  readonly makers: readonly Face[];
  /** Of all services. */
  readonly count: number;
}

export function AddKeyFirst({ makers, count }: AddKeyFirstProps) {
  const popular = makers.filter((face) => face.isPopular);
  return (
    <div className="space-y-3">
      <ul
        aria-label={words.home.popular}
        className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
      >
        {(popular.length > 0 ? popular : makers).map((face) => (
          <Suggestion key={face.id} face={face} />
        ))}
      </ul>
      <OptionsLink to={{ page: 'keys' }} look="primary">
        {words.home.allServices(count)}
      </OptionsLink>
    </div>
  );
}

function Suggestion({ face }: { readonly face: Face }) {
  const link = useOptionsLink({ page: 'keys', provider: face.id });
  return (
    <li>
      <a {...link} className="flex gap-2 px-3 py-1.5 hover:bg-hover focus-visible:-outline-offset-2">
        <Plus size={14} aria-hidden className="mt-[3px] shrink-0 text-ember-ink" />
        <span className="min-w-0">
          <span className="block font-medium">{face.name}</span>
          <span className="block text-sm/4.5 text-soft">{face.about}</span>
        </span>
      </a>
    </li>
  );
}
