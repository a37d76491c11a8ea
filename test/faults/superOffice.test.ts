import { describeMatrix } from './matrix';

describeMatrix('superOffice');
