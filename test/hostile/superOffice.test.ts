import { describeHostile } from './hostile';

describeHostile('superOffice');
