import { describeNodeContract } from '../../../support/describeNodeContract';
import { useSuperOffice } from '../support';
import { superOfficeAddChatMessage, superOfficeAddChatMessageOnline } from './contract';

const { superOffice } = useSuperOffice();

describe('onsite', () => describeNodeContract(superOfficeAddChatMessage(superOffice)));
describe('online', () => describeNodeContract(superOfficeAddChatMessageOnline(superOffice)));
