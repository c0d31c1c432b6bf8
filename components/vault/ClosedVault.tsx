/** A vault that cannot be opened: what happened, what it means, what to do. It is never a first run. */
import { RotateCw } from 'lucide-react';
import { Screen } from '../app/Screen';
import { Button } from '../ui/Button';
import { Disclosure } from '../ui/Disclosure';
import { Notice } from '../ui/Notice';
import { EraseForm } from './EraseForm';
import { eraseWords } from './eraseWords';
import { lookAgain } from './store';
import { words } from './words';

export const LostVault = () => (
  <Screen
    title={words.lost.title}
    lead={
      <>
        <p>{words.lost.happened}</p>
        <p>{words.lost.means}</p>
      </>
    }
  >
    <p>{words.lost.next}</p>
    <LookAgain />
    <StartAgain />
  </Screen>
);

export const DamagedVault = () => (
  <Screen title={words.damaged.title} lead={<p>{words.damaged.happened}</p>}>
    <p>{words.damaged.next}</p>
    <LookAgain />
    <StartAgain />
  </Screen>
);

const LookAgain = () => (
  <Button icon={RotateCw} onClick={() => lookAgain()}>
    {words.lookAgain}
  </Button>
);

const StartAgain = () => (
  <Disclosure summary={eraseWords.again}>
    <div className="space-y-4">
      <Notice tone="warn">{eraseWords.about}</Notice>
      <EraseForm button={eraseWords.title} />
    </div>
  </Disclosure>
);
