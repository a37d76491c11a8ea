import { describeMatrix } from './matrix';

describeMatrix('callGear');
