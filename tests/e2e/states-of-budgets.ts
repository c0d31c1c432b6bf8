/** The budgets on the Usage page: none, one that is added, a wrong amount, and one that is there. */
import { onOptions, type Walk, type World } from './states';

export async function* budgets({ screen }: World): Walk {
  await screen.goto('options.html#/usage');
  await screen.find('button', 'Add budget').click();
  await screen.field('At most, in dollars').fill('lots');
  await screen.find('button', 'Save').click();
  await screen.text('Write a number, such as 5 or 2.50.').waitVisible();
  yield onOptions(screen, 'budgets-adding');
  await screen.field('At most, in dollars').fill('5');
  await screen.find('button', 'Save').click();
  await screen.find('button', /^Remove the budget/).waitVisible();
  yield onOptions(screen, 'budgets');
  // Nothing that is made afterwards is to be held up by it.
  await screen.find('button', /^Remove the budget/).click();
  await screen.text('No budgets yet').waitVisible();
}
