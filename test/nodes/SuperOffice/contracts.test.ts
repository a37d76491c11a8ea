import { describeContracts } from '../../support/describeContracts';

describeContracts('superOffice');
