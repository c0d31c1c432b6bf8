import { useEffect } from 'react';
import { ask } from '../../lib/messages/client';
import { modelsPrice } from '../../lib/messages/jobs';
import { estimateImages } from '../../lib/models/estimate';
import type { Model } from '../../lib/providers/model';

/** Has a price asked for that the list does not tell. It comes with the list, or stays unknown. */
export function usePrice(provider: string | undefined, model: Model | undefined): void {
  const id = model && estimateImages(model, 1) === undefined ? model.id : undefined;
  useEffect(() => {
    if (provider !== undefined && id !== undefined)
      ask(modelsPrice, { provider, make: 'image', model: id }).catch(() => undefined);
  }, [provider, id]);
}
