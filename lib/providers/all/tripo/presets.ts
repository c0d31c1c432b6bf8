// https://developers.tripo3d.ai/en/docs (as of 2026-10-14): what each kind of skeleton can be made to do.

/** `sing_01-04` is four of them. */
const WORDS =
  'afraid agree angry_01-03 basketball_shot bow box_01-03 cast_a_spell cheer chop clap climb complain_01-02 cross_body_crunch crossover_dribble cry dance_01-06 defeat_02-03 depressed dig dive dribble fall fire flee_01-02 flip fold_arms football_catch football_save football_pass freaky frightened front_kick_01-02 frustrated_01-02 golf greet_01-04 heart_pose hit_to_body_01-02 hit_to_head hit_to_side hit_to_stomach hug hurt idle jump_down jump jump_rope_01-02 laugh_01-02 lift_heavy look_around make_a_call_01-02 pitch_baseball play_mobile_game play_video_game run_upstairs run scared_01-02 scratch shoot shovel sing_01-04 sit slash sob standing_relax surf swagger swim turn victory_celebration volleyball wait walk warm_up wave_goodbye_01-02';

const spread = (word: string): string[] => {
  const [, name, first, last] = /^(.*_0)(\d)-0(\d)$/.exec(word) ?? [];
  if (!name) return [word];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => `${name}${Number(first) + at}`);
};

/** By the kind that the check before it finds. A bird gets a skeleton, and there is nothing for it to do. */
export const PRESETS: Readonly<Record<string, string[]>> = {
  biped: WORDS.split(' ')
    .flatMap(spread)
    .map((word) => `preset:biped:${word}`),
  quadruped: ['preset:quadruped:walk'],
  hexapod: ['preset:hexapod:walk'],
  octopod: ['preset:octopod:walk'],
  serpentine: ['preset:serpentine:march'],
  aquatic: ['preset:aquatic:march'],
  avian: [],
};
