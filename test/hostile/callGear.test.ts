import { describeHostile } from './hostile';

describeHostile('callGear');
