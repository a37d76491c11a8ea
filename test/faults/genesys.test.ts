import { describeMatrix } from './matrix';

describeMatrix('genesys');
