/** Requests to providers. */
import { NOTHING_LOST, type Problems } from './shape';

export const network: Problems = {
  offline: {
    what: 'There is no network',
    means: 'This computer says that it is offline. Nothing was sent.',
    next: 'Connect to the network and try again.',
  },
  'no-connection': {
    what: 'No connection to the service',
    means:
      'A wrong name, a refused connection, a bad certificate, a blocker or a firewall: browsers do not tell which.',
    next: 'Check your connection and anything that filters it, then try again.',
  },
  'timed-out': {
    what: 'The service did not answer in time',
    means: 'It may be slow or down. Your key may be fine.',
    next: 'Try again in a few minutes.',
  },
  'answer-too-long': {
    what: 'The answer did not end',
    means: 'It was far longer than such an answer can be, so Firekeep stopped reading.',
    next: 'Try again. If it stays so, something stands between you and the service.',
  },
  'address-refused': {
    what: 'Firekeep refused to send this',
    means: 'The address is not one of the service’s own, so the secret stayed here.',
    next: 'Please report this: it is a mistake in Firekeep.',
  },
  'host-not-allowed': {
    what: 'The browser does not let Firekeep reach this service yet',
    means: 'Its address has not been allowed. Nothing was sent.',
    next: 'Press Allow or Check beside the key: the browser asks then.',
  },
  cancelled: { what: 'Stopped', means: NOTHING_LOST, next: 'Start it again whenever you like.' },
};
