import { describeContracts } from '../../support/describeContracts';

describeContracts('callGear');
