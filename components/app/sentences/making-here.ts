/** How making ends on this side: the network, the background, files and keys. */
import { A_MISTAKE, type Problems, RELOAD } from './shape';

export const makingHere: Problems = {
  'no-connection': {
    what: 'The connection broke',
    means: 'Nobody can tell whether the request arrived. If it did, the service may have billed it.',
    next: 'Check your connection. Look again at what the service knows before you pay a second time.',
  },
  offline: {
    what: 'There is no network',
    means: 'This computer says that it is offline. Nothing was sent.',
    next: 'Connect to the network and try again.',
  },
  'timed-out': {
    what: 'The service did not answer in time',
    means: 'The request was sent and may still have been billed.',
    next: 'Look again at what the service knows, or ask again.',
  },
  interrupted: {
    what: 'Firekeep was interrupted',
    means: 'The browser stopped it in the middle. What had arrived is kept; the service may bill the whole.',
    next: 'Go on where it stopped, or ask again.',
  },
  'from-backup': {
    what: 'This was under way when the backup was made',
    means: 'What became of it is not in the backup. It is never sent again by itself.',
    next: 'Look where it was begun, or ask the service for it.',
  },
  stopped: {
    what: 'You stopped this',
    means: 'What had arrived until then is kept. Some services bill the whole answer all the same.',
    next: 'Ask again whenever you like.',
  },
  cancelled: {
    what: 'This was stopped',
    means: 'It ended before there was a result.',
    next: 'Ask again whenever you like.',
  },
  'tool-rounds': {
    what: 'The model used tools again and again',
    means: 'After several rounds Firekeep stopped it, so that it does not go on spending for ever.',
    next: 'Ask more precisely, or switch the tools off.',
  },
  'picture-damaged': {
    what: 'A picture is damaged',
    means: 'Its bytes are not those of a whole picture.',
    next: 'Use another picture, or ask again for a new one.',
  },
  'picture-too-narrow': {
    what: 'This picture is too narrow',
    means: 'One side would have fewer than {least} pixels, and that shows no thing.',
    next: 'Use a picture that shows all of it.',
  },
  'front-missing': {
    what: 'The picture from the front is missing',
    means: 'The other sides are only a help to it.',
    next: 'Choose one for the front, or remove the others.',
  },
  'file-too-large': {
    what: 'A file is too large',
    means: 'Pictures may have 20 MB and text files 1 MB; results have limits of their own.',
    next: 'Make it smaller, or use another one.',
  },
  'file-gone': {
    what: 'A file that belongs to this is gone',
    means:
      'It was removed here with the result that it came from, or the service has it no longer where it said.',
    next: 'Attach it again, or fetch the result once more: that costs nothing.',
  },
  'file-not-text': {
    what: 'An attached file is not text',
    means: 'It could be attached, but it cannot be read as words.',
    next: 'Attach another one.',
  },
  'file-kind-unknown': {
    what: 'This kind of file cannot be attached',
    means:
      'Pictures (PNG, JPEG, WebP, GIF) and text files can. What a file is shows in its bytes, not its name.',
    next: 'Save it as one of these and attach it again.',
  },
  'svg-not-taken': {
    what: 'SVG pictures cannot be attached',
    means: 'An SVG is a program as much as a picture, and models do not read it as one.',
    next: 'Save it as a PNG and attach that.',
  },
  'pictures-not-taken': {
    what: 'This model takes no pictures',
    means: 'The picture was not attached.',
    next: 'Choose a model that takes pictures, then attach it again.',
  },
  'texts-not-taken': {
    what: 'Only pictures can go with a picture prompt',
    means: 'The text file was not attached.',
    next: 'Put what matters into the prompt.',
  },
  'files-too-many': {
    what: 'That is one file too many',
    means: 'Only {most} can go along with this model.',
    next: 'Remove one, then attach the other.',
  },
  'no-model': {
    what: 'No model is chosen yet',
    means: 'The list of models has not arrived, or none of your keys leads to one.',
    next: 'Choose a model, or type its id by hand.',
  },
  'no-image-model': {
    what: 'There is no model for pictures yet',
    means: 'The tool for making pictures uses the model that is chosen under Image, and there is none.',
    next: 'Choose one under Image first.',
  },
  'no-key': {
    what: 'There is no key that could pay for this',
    means: 'All keys of this service are disabled or removed.',
    next: 'Enable or add one in Keys.',
  },
  'key-gone': {
    what: 'The key that should pay is gone',
    means: 'It was removed. Another key never takes its place in silence.',
    next: 'Choose another key and ask again.',
  },
  'key-disabled': {
    what: 'The key that should pay is disabled',
    means: 'A disabled key starts nothing new.',
    next: 'Enable it in Keys, or use another key.',
  },
  'job-gone': {
    what: 'This result is no longer here',
    means: 'It was removed, perhaps in another page.',
    next: 'Ask once more if you still need it.',
  },
  'job-running': {
    what: 'This is still running',
    means: 'What runs cannot be removed.',
    next: 'Stop it first.',
  },
  'creation-taken': {
    what: 'Another result has this one already',
    means: 'What was made there was taken for another request meanwhile. Nothing was changed.',
    next: 'Look again: the list here was older.',
  },
  'job-over': {
    what: 'This is over already',
    means: 'It ended a moment before.',
    next: 'Look at its result.',
  },
  'job-out-of-turn': { what: 'This cannot be done now', means: A_MISTAKE, next: RELOAD },
  'retry-costs': {
    what: 'This may have been billed',
    means: 'Trying again by itself is only for what provably cost nothing.',
    next: 'Use “Ask again”, which costs again.',
  },
};
