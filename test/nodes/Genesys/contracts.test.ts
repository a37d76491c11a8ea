import { describeContracts } from '../../support/describeContracts';

describeContracts('genesys');
