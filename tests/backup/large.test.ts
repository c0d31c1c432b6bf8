import { describeSize } from './sizes';

describeSize('two hundred megabytes', 8);
