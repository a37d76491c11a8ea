import { shareRun } from './run';
import { describeTour } from './tour/describeTour';
import { haptik } from './vendors/haptik';

shareRun();

[haptik].forEach(describeTour);
