import { describeNodeContract } from '../../../support/contract';
import { useHaptik } from '../support';
import { haptikSendFile } from './contract';

describeNodeContract(haptikSendFile(useHaptik().haptik));
