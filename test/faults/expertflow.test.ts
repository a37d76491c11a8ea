import { describeMatrix } from './matrix';

describeMatrix('expertflow');
