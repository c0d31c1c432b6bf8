import { ArrowUpRight, RotateCw } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Problem } from '../../lib/core/problem';
import { Button } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import { lookAgain, useVault } from '../vault/store';
import { Unlock } from '../vault/Unlock';
import { useTouch } from '../vault/useTouch';
import { words as vaultWords } from '../vault/words';
import { OptionsLink } from './OptionsLink';
import { ReloadButton } from './ProblemAlert';
import { wordsFor } from './problems';
import { Screen } from './Screen';
import { useSurface } from './surface';
import { words } from './words';

const CreateVault = lazy(async () => ({ default: (await import('../vault/CreateVault')).CreateVault }));
const LostVault = lazy(async () => ({ default: (await import('../vault/ClosedVault')).LostVault }));
const DamagedVault = lazy(async () => ({ default: (await import('../vault/ClosedVault')).DamagedVault }));

/** Lets through while the vault is open. What it let through is gone from the page the moment it locks. */
export function Gate({ children }: { readonly children: ReactNode }) {
  const vault = useVault();
  useTouch(vault.state === 'open');
  if (vault.state === 'open') return children;
  return <Suspense fallback={<Opening />}>{screenFor(vault)}</Suspense>;
}

function screenFor(vault: Exclude<ReturnType<typeof useVault>, { state: 'open' }>): ReactNode {
  switch (vault.state) {
    case 'locked':
      return <Unlock />;
    case 'absent':
      return <Absent />;
    case 'lost':
      return <Lost />;
    case 'damaged':
      return <Damaged />;
    case 'failed':
      return <Failed problem={vault.problem} />;
    default:
      return <Opening />;
  }
}

/** Nearly always gone before it is seen. */
const Opening = () => (
  <main className="mx-auto max-w-md animate-appear px-4 pt-[12vh]">
    <Skeleton label={words.loading} />
  </main>
);

function Absent() {
  if (useSurface() === 'options') return <CreateVault />;
  return (
    <Screen
      title={vaultWords.create.title}
      lead={
        <>
          <p>{vaultWords.create.lead}</p>
          <p>{vaultWords.create.elsewhere}</p>
        </>
      }
    >
      <ToOptions label={vaultWords.create.open} />
    </Screen>
  );
}

function Lost() {
  if (useSurface() === 'options') return <LostVault />;
  return (
    <Screen title={vaultWords.lost.title} lead={<p>{vaultWords.lost.happened}</p>}>
      <p>{vaultWords.lost.inOptions}</p>
      <ToOptions label={vaultWords.lost.open} />
    </Screen>
  );
}

function Damaged() {
  if (useSurface() === 'options') return <DamagedVault />;
  return (
    <Screen title={vaultWords.damaged.title} lead={<p>{vaultWords.damaged.happened}</p>}>
      <p>{vaultWords.lost.inOptions}</p>
      <ToOptions label={vaultWords.lost.open} />
    </Screen>
  );
}

const ToOptions = ({ label }: { readonly label: string }) => (
  <OptionsLink to={{ page: 'keys' }} look="primary" icon={ArrowUpRight}>
    {label}
  </OptionsLink>
);

/** Storage or the background did not answer: each reason has its own words. */
function Failed({ problem }: { readonly problem: Problem }) {
  const { what, means, next } = wordsFor(problem);
  return (
    <Screen title={what} lead={<p>{means}</p>}>
      <p>{next}</p>
      {problem.code === 'extension-updated' ? (
        <ReloadButton />
      ) : (
        <Button icon={RotateCw} onClick={() => lookAgain()}>
          {words.lookAgain}
        </Button>
      )}
    </Screen>
  );
}
