import { describeContracts } from '../../support/describeContracts';
import { describeFields } from '../../support/describeFields';
import { describeTriggers } from '../../support/describeTriggers';

describeContracts('callGear');
describeTriggers('callGear');
describeFields('callGear');
