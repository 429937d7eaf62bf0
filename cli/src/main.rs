//! The entry point of `cargo aludel`: hands the process over to the library.

use std::{env, io, process::ExitCode};

use cargo_aludel::Streams;

fn main() -> ExitCode {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let streams = Streams::of_process(&mut out, &mut err);
    ExitCode::from(cargo_aludel::run(env::args_os(), streams).code())
}
