import { describeHostile } from './hostile';

describeHostile('genesys');
