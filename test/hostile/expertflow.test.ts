import { describeHostile } from './hostile';

describeHostile('expertflow');
