import { describeContracts } from '../../support/describeContracts';
import { describeTriggers } from '../../support/describeTriggers';

describeContracts('expertflow');
describeTriggers('expertflow');
