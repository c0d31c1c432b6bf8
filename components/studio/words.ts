/** What the studio says. */
import type { Make } from '../../lib/jobs/record';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const words = {
  loading: 'Opening the studio',

  noKey: {
    text: 'Answers are made with your own key, at the price of its service. Choose one:',
    image: 'Pictures are made with your own key, at the price of its service. Choose one:',
    model3d: '3D models are made with your own key, at the price of its service. Choose one:',
  } satisfies Record<Make, string>,

  conversation: {
    new: { text: 'New conversation', image: 'New picture', model3d: 'New 3D model' } satisfies Record<
      Make,
      string
    >,
    start: 'New conversation',
    from: (words: string) => `Follows “${words}”`,
    detach: 'Start anew instead',
  },

  prompt: {
    label: 'Prompt',
    text: 'Ask anything. Enter sends, Shift+Enter starts a new line.',
    image: 'Describe the picture. Enter sends, Shift+Enter starts a new line.',
    model3d: 'Describe the model, or choose a picture. Enter sends, Shift+Enter starts a new line.',
    generate: 'Generate',
    stop: 'Stop',
    attach: 'Attach files',
    attachElsewhere: 'Attach files in the side panel',
    attached: 'Attached files',
    remove: (name: string) => `Remove ${name}`,
    file: 'a file',
    picture: 'a picture',
    reading: 'Reading what was attached',
    drop: 'Drop pictures or text files here',
    paying: 'Paid by',
    noModel: 'Choose a model first.',
    noPrompt: 'Write what you want first.',
  },

  options: {
    label: 'Options',
    set: (count: number) => `${count} set`,
    loading: 'Opening the options',
  },

  results: {
    label: 'Results',
    none: {
      text: 'Answers appear here, newest first.',
      image: 'Pictures appear here, newest first.',
      model3d: '3D models appear here, newest first.',
    } satisfies Record<Make, string>,
    earlier: 'Show earlier',
    damaged: (count: number) =>
      `${plural(count, 'result is', 'results are')} damaged and cannot be shown. The others are not affected.`,
    finished: 'Answer finished',
    refused: 'Answer refused',
    finishedPicture: 'Picture finished',
    finishedModel: '3D model finished',
    stopped: 'It ended early. The reason stands in the result.',
  },
} as const;

export const estimates = {
  unknown: 'Price unknown',
  free: 'Free',
  about: (usd: string) => `About ${usd}`,
  between: (least: string, most: string) => `About ${least} to ${most}`,
} as const;

export const item = {
  asking: 'Handing it over',
  more: 'Show all of it',
  less: 'Show less',
  refused: 'The model refused:',
  thinking: 'Thinking',
} as const;
