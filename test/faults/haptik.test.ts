import { describeMatrix } from './matrix';

describeMatrix('haptik');
