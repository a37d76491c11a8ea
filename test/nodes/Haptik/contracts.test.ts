import { describeContracts } from '../../support/describeContracts';

describeContracts('haptik');
