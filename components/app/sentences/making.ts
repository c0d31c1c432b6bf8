/** Making text and pictures: what a provider refused, and how a job ended. Only the studio carries these. */
import { makingBudgets } from './making-budgets';
import { makingFiles } from './making-files';
import { makingHere } from './making-here';
import type { Problems } from './shape';

export const making: Problems = {
  ...makingHere,
  ...makingFiles,
  ...makingBudgets,
  'key-rejected': {
    what: 'The service rejected this key',
    means: 'It may have been deleted, disabled or mistyped there.',
    next: 'Look at the key in Keys, or use another one.',
  },
  'no-credit': {
    what: 'There is no credit left for this key',
    means: 'The service refused the request before anything was made.',
    next: 'Top up at the service, or use another key.',
  },
  'too-expensive': {
    what: 'The credit of this key is too small for this request',
    means: 'The service reserves the longest answer there could be, and that costs more than what is left.',
    next: 'Lower the token limit in Options, choose a cheaper model, or top up.',
  },
  'key-limit': {
    what: 'This key has reached its own limit',
    means: 'Somebody gave it a limit at the service, and it is used up.',
    next: 'Raise the limit at the service, or use another key.',
  },
  'in-flight': {
    what: 'Other requests hold the rest of the credit',
    means: 'The service reserves credit for what is still running, and nothing is left for this one.',
    next: 'Wait until the others are done, then try again.',
  },
  'daily-limit': {
    what: 'Today’s requests are used up',
    means: 'The service allows this key only so many a day for this model.',
    next: 'Try again tomorrow, choose a paid model, or use another key.',
  },
  'rate-limited': {
    what: 'Too many requests at once',
    means: 'The service asks for a pause before it takes another one.',
    next: 'Wait a minute, then try again.',
  },
  'not-allowed': {
    what: 'This key may not use this model',
    means:
      'The service knows the key but refuses it here: a missing right, a region, or terms to accept first.',
    next: 'Look at the key’s rights at the service, or choose another model.',
  },
  'data-policy': {
    what: 'Your privacy settings at the service leave no server for this model',
    means: 'Every server that offers it would keep or use prompts in a way that you ruled out.',
    next: 'Change the privacy settings at the service, or choose another model.',
  },
  moderated: {
    what: 'The service’s moderation refused this',
    means: 'It judged the prompt or the result to be against its rules. That is its decision, not a fault.',
    next: 'Say it differently, or choose another model.',
  },
  'no-picture': {
    what: 'The model made no picture',
    means: 'It answered, but there is no picture in the answer.',
    next: 'Say more clearly what to draw, or choose another model.',
  },
  'model-gone': {
    what: 'The service does not know this model',
    means: 'It was renamed or taken away, or this key cannot see it.',
    next: 'Choose another model.',
  },
  'not-supported': {
    what: 'This model cannot do what was asked',
    means: 'Something on the form is more than it takes: a picture, a tool, or one of the options.',
    next: 'Take it away or choose another model.',
  },
  'too-long': {
    what: 'This is more than the model can read',
    means: 'The prompt, what was attached and the earlier turns together are too long for it.',
    next: 'Shorten it, begin a new conversation, or choose a model with more context.',
  },
  'bad-request': {
    what: 'The service did not take this request',
    means: 'It found something wrong in it before anything was made.',
    next: 'Read what it says, change the prompt or the options, and try again.',
  },
  'tool-call-broken': {
    what: 'The model used a tool wrongly',
    means: 'What it wrote could not be read as a call of that tool, so the service ended the answer.',
    next: 'Ask again, switch the tool off, or choose another model.',
  },
  'provider-busy': {
    what: 'The service is overloaded',
    means: 'It has more requests than it can take just now.',
    next: 'Try again in a minute, or choose another model.',
  },
  'provider-slow': {
    what: 'The service took too long',
    means: 'It gave up before the answer was there.',
    next: 'Ask again, or choose a quicker model.',
  },
  'provider-failed': {
    what: 'The service made a mistake',
    means: 'Something broke on its side. Your key and your request may be fine.',
    next: 'Ask again in a minute, or choose another model.',
  },
  'stream-cut': {
    what: 'The connection ended in the middle of the answer',
    means: 'What had arrived is kept. The service may have finished the rest and may bill it.',
    next: 'Go on where it stopped, or ask again.',
  },
  'answer-malformed': {
    what: 'The service’s answer made no sense',
    means: 'Something came back, but not what such an answer looks like. It may have been billed.',
    next: 'Look again at what the service knows, or ask again.',
  },
  'answer-too-long': {
    what: 'The answer did not end',
    means: 'It was far longer than such an answer can be, so Firekeep stopped reading.',
    next: 'Ask again with a lower token limit.',
  },
  'operation-lost': {
    what: 'The service no longer knows this job',
    means: 'It was started and may have been billed, but its result cannot be fetched any more.',
    next: 'Look at your usage at the service, or ask again.',
  },
  'provider-gone': {
    what: 'This service is not part of this Firekeep',
    means: 'The job was made by another version that knew it.',
    next: 'Update Firekeep, or ask with another model.',
  },
  'provider-cannot': {
    what: 'This service does not make this here',
    means: 'Firekeep knows its key but makes nothing of this kind with it.',
    next: 'Choose a model of another service.',
  },
};
