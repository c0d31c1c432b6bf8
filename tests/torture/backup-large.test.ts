/** `npm run torture`: five times what CI does, within the same memory. */
import { describeSize } from '../backup/sizes';

describeSize('one gigabyte', 41);
