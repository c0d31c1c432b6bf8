import { useEffect, useState } from 'react';
import { onTarget, takeTarget } from '../app/target';

/** Another page sent somebody here, perhaps for one key's budget. */
export interface Chosen {
  readonly keyId: string;
  readonly provider: string;
}

export function useChosen(): readonly [Chosen | undefined, () => void] {
  const [chosen, setChosen] = useState<Chosen>();
  useEffect(() => {
    const take = async () => {
      const target = await takeTarget('usage');
      if (target?.keyId && target.provider) setChosen({ keyId: target.keyId, provider: target.provider });
    };
    const react = () => void take();
    react();
    return onTarget(react);
  }, []);
  return [chosen, () => setChosen(undefined)];
}
