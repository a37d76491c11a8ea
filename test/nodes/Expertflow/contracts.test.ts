import { describeContracts } from '../../support/describeContracts';

describeContracts('expertflow');
