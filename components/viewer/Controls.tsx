import { Minus, Pause, Play, Plus, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/Button';
import { Select } from '../ui/field/Select';
import type { Opened } from './open';
import { words } from './words';

const LOOKS = ['made', 'plain', 'wire'] as const;
const LIGHTS = { dim: 0.5, even: 1, bright: 1.8 } as const;
/** A press of a button is worth so many of the keyboard's. */
const NEARER = 6;

/** What can be done with a model that is shown, for the hand and for the keyboard alike. */
export function Controls({ model }: { readonly model: Opened }) {
  return (
    <fieldset aria-label={words.controls} className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="flex">
        <IconButton icon={Plus} label={words.zoomIn} onClick={() => model.zoom(NEARER)} />
        <IconButton icon={Minus} label={words.zoomOut} onClick={() => model.zoom(-NEARER)} />
        <IconButton icon={RotateCcw} label={words.reset} onClick={() => model.reset()} />
      </div>
      {model.animations.length > 0 && <Animations model={model} />}
      <Select
        label={words.look}
        labelled="before"
        choices={LOOKS.map((value) => ({ value, label: words.looks[value] }))}
        onChange={({ target }) => {
          const look = LOOKS.find((known) => known === target.value);
          if (look) model.dress(look);
        }}
      />
      <Select
        label={words.light}
        labelled="before"
        defaultValue="even"
        choices={Object.entries(words.lights).map(([value, label]) => ({ value, label }))}
        onChange={({ target }) => model.light(toExposure(target.value))}
      />
      <p className="w-full text-sm text-soft">{words.how}</p>
    </fieldset>
  );
}

const toExposure = (name: string): number =>
  Object.entries(LIGHTS).find(([known]) => known === name)?.[1] ?? LIGHTS.even;

function Animations({ model }: { readonly model: Opened }) {
  const [chosen, setChosen] = useState(model.animations[0] ?? '');
  const [isPlaying, setIsPlaying] = useState(model.isPlaying);
  const play = (animation: string) => {
    model.play(animation);
    setIsPlaying(true);
  };
  const pause = () => {
    model.pause();
    setIsPlaying(false);
  };
  return (
    <div className="flex items-center gap-1">
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={isPlaying ? words.pause : words.play}
        onClick={() => (isPlaying ? pause() : play(chosen))}
      />
      <Select
        label={words.animation}
        labelled="before"
        value={chosen}
        choices={model.animations.map((value, at) => ({ value, label: labelOf(value, at) }))}
        onChange={({ target }) => {
          setChosen(target.value);
          play(target.value);
        }}
      />
    </div>
  );
}

/** What has no name in its file was given one by the reader. */
const labelOf = (name: string, at: number): string =>
  /^(animation_\d+)?$/.test(name) ? words.unnamed(at + 1) : name;
