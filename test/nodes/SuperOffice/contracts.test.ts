import { describeContracts } from '../../support/describeContracts';
import { describeFields } from '../../support/describeFields';
import { describeTriggers } from '../../support/describeTriggers';

describeContracts('superOffice');
describeTriggers('superOffice');
describeFields('superOffice');
