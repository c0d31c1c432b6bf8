import { Plus } from 'lucide-react';
import type { Guide } from '../../../lib/providers/shape';
import { OptionsLink } from '../OptionsLink';
import { words } from '../words';

/** Without a usable key there is one thing to do, one press away. */
export function AddKeyFirst({ guides }: { readonly guides: readonly Guide[] }) {
  const popular = guides.filter((guide) => guide.isPopular && guide.makes.length > 0);
  return (
    <div className="space-y-3">
      <div className="space-y-1">
        <h1 className="text-lg font-semibold">{words.home.addFirst}</h1>
        <p className="text-soft">{words.home.addFirstAbout}</p>
      </div>
      <ul aria-label={words.home.popular} className="flex flex-wrap gap-2">
        {popular.map((guide) => (
          <li key={guide.id}>
            <OptionsLink to={{ page: 'keys', provider: guide.id }} icon={Plus} size="small">
              {guide.name}
            </OptionsLink>
          </li>
        ))}
      </ul>
      <OptionsLink to={{ page: 'keys' }} look="primary">
        {words.home.allServices}
      </OptionsLink>
    </div>
  );
}
