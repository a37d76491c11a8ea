import { describeHostile } from './hostile';

describeHostile('haptik');
