/** The record knows no kind of event that nothing in the program writes: a filter for it would promise what never comes. */
import { expect, it } from 'vitest';
import { WHATS } from '../../lib/activity/record';
import { find, program } from '../sources';

/** Written by earlier versions only: such lines are still shown. */
const OF_BEFORE: readonly string[] = ['requests-sent'];

/** As it is handed on to the record: what follows `what`, alone or after a choice, or as the argument that becomes it. */
const writersOf = (what: string): string[] =>
  find(new RegExp(`(what\\b.*|\\?.*|\\bchange\\(.*|\\bnote\\(.*)'${what}'`), program, (path) => {
    const isShown = path.startsWith('components/') || path === 'lib/activity/record.ts';
    return isShown || path.startsWith('lib/messages/');
  });

it.each(WHATS.filter((what) => !OF_BEFORE.includes(what)))('“%s” is written by something', (what) => {
  expect(writersOf(what)).not.toEqual([]);
});

it.each(OF_BEFORE)('“%s” is written by nothing any more', (what) => {
  expect(writersOf(what)).toEqual([]);
});

it('finds no writer of what does not exist', () => {
  expect(writersOf('never-happens')).toEqual([]);
});
