import type { Make } from '../../lib/jobs/record';
import { countOfPictures, type Estimate, estimateImages, estimateText } from '../../lib/models/estimate';
import type { Chosen } from './choice';
import { picturesIn, sayEstimate, textBytesIn } from './estimate';
import type { Form } from './form';
import { fitting } from './order';
import type { Earlier } from './useEarlier';
import { usePrice } from './usePrice';

interface EstimatedProps {
  readonly make: Make;
  readonly form: Form;
  readonly choice: Chosen;
  readonly earlier: Earlier;
}

/** What it will about cost, as far as anybody can tell before. */
export function Estimated(props: EstimatedProps) {
  const { make, choice } = props;
  usePrice(choice.payer.face.id, make === 'image' ? choice.model : undefined);
  return <p>{sayEstimate(estimateOf(props))}</p>;
}

function estimateOf({ make, form, choice: { model }, earlier }: EstimatedProps): Estimate | undefined {
  if (!model) return undefined;
  const { image, system = '', maxTokens } = fitting(make, form.chosen, model);
  if (make === 'image') return estimateImages(model, countOfPictures(image));
  return estimateText(model, {
    characters: form.prompt.length + system.length + earlier.characters + textBytesIn(form.files),
    pictures: earlier.pictures + picturesIn(form.files),
    maxTokens,
  });
}
