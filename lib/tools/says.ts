/** What a model is told when a tool of ours could not do it, and what a person reads beside its call. */
const SENTENCES: Readonly<Record<string, string>> = {
  'page-absent': 'There is no page in front.',
  'page-ours':
    'The page in front is Firekeep itself. It has to be asked from the popup or the side panel, with the page beside it.',
  'page-not-lent':
    'The browser has not lent this page. The person has to click Firekeep’s toolbar button on that page first, and ask again. Pages of the browser itself and of its store cannot be read at all.',
  'page-unreadable':
    'This page cannot be read: the browser forbids it, or it belongs to a service with a key here.',
  'expression-too-long': 'The expression is too long.',
  'expression-unclear': 'This is no expression of numbers, + - * / % ^ and parentheses with a finite result.',
  'time-zone-unknown': 'There is no such time zone.',
  'no-image-model': 'There is no key of a service that makes pictures. The person can add one.',
  'tool-args-broken': 'The arguments were no JSON.',
  'tool-args-unfit': 'The arguments do not fit what the tool takes.',
  'tool-unknown': 'There is no such tool.',
};

export const say = (code: string): string => SENTENCES[code] ?? `It did not work: ${code}.`;
