import { describeContracts } from '../../support/describeContracts';
import { describeTriggers } from '../../support/describeTriggers';

describeContracts('callGear');
describeTriggers('callGear');
