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

/** What only this page has room for. */
const closed = {
  lostMeans: 'The keys that it held cannot be brought back from here. They still work where they were made.',
  lostNext:
    'If you have a copy of the browser’s profile, close the browser and put the copy back. Otherwise erase what is left, create a new vault and make new keys at the services.',
  damagedNext:
    'Restart the browser first. If it stays so, put back a copy of the browser’s profile if you have one. Otherwise erase what is left, create a new vault and make new keys at the services.',
} as const;

export const LostVault = () => (
  <Screen
    title={words.lost.title}
    lead={
      <>
        <p>{words.lost.happened}</p>
        <p>{closed.lostMeans}</p>
      </>
    }
  >
    <p>{closed.lostNext}</p>
    <LookAgain />
    <StartAgain />
  </Screen>
);

export const DamagedVault = () => (
  <Screen title={words.damaged.title} lead={<p>{words.damaged.happened}</p>}>
    <p>{closed.damagedNext}</p>
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
