/** What a request comes to at the most, before it is sent. Where no price is known, nobody says that it is nothing. */

import type { Worst } from '../budgets/count';
import { utf8 } from '../core/bytes';
import { sumUsd, timesUsd } from '../core/money';
import { toE8 } from '../core/usd-e8';
import { countOfPictures, estimateImages, isNothing } from '../models/estimate';
import { costOfTokens } from '../models/price';
import { priceOf3d } from '../models/tariff';
import type { ImageInput, TextInput } from '../providers/makes';
import type { Model } from '../providers/model';
import { asked3d } from './cost';
import type { Request } from './record';
import { timesListed } from './worst-image';

/** The dearest way in which any of them counts a picture (gpt-4o-mini: 2,833 and 5,667 for each of eight tiles). */
const MOST_IN_PICTURE = 50_000;
/** What providers write before a list of tools. */
const AROUND_TOOLS = 1_000;

/** A token holds one byte at least. Letters of pictures are none: what a picture is counted as is known. */
export function worstOfText({ known, system, turns, tools, maxTokens }: TextInput): Worst {
  const words = JSON.stringify([system, turns, tools], (name, value) =>
    name === 'base64' ? undefined : value,
  );
  const pictures = turns.reduce((sum, turn) => sum + (turn.by === 'person' ? turn.pictures.length : 0), 0);
  const around = tools.length > 0 ? AROUND_TOOLS : 0;
  const all = utf8(words).length + around + pictures * MOST_IN_PICTURE;
  const input = Math.min(all, known?.contextTokens ?? all);
  const usd =
    known && (isNothing(known) ? '0' : costOfTokens(known.price ?? {}, { input, output: maxTokens }));
  return { ...toWorst(usd), tokens: input + maxTokens };
}

/** How many tokens a picture is counted as is told only afterwards. */
export function worstOfImage({ known, prompt, options, references }: ImageInput): Worst {
  const times = timesListed({ known, options });
  // A preview is one more picture.
  const previews = typeof options.partial_images === 'number' ? options.partial_images : 0;
  const listed = known && estimateImages(known, countOfPictures(options) + previews)?.mostUsd;
  const pictures = times === undefined || listed === undefined ? undefined : timesUsd(listed, times);
  const input = utf8(prompt).length + references.length * MOST_IN_PICTURE;
  const words = timesUsd(known?.price?.input ?? '0', input);
  return toWorst(pictures && sumUsd([pictures, words]));
}

export function worstOf3d(request: Request, known: Model | undefined): Worst {
  const usd = known && (isNothing(known) ? '0' : priceOf3d(known, asked3d(request))?.usd);
  return toWorst(usd);
}

function toWorst(dollars: string | undefined): Pick<Worst, 'usd'> {
  const usd = dollars === undefined ? undefined : toE8(dollars);
  return usd === undefined ? {} : { usd };
}
