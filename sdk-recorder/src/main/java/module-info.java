/** Records encoded audio and video as HLS with fragmented MP4, without transcoding where the codec allows it. */
module dev.stagedoor.recorder {
    requires static transitive org.jspecify;
    requires transitive dev.stagedoor.rtc;
    requires transitive dev.stagedoor.webrtc;
    requires org.bytedeco.ffmpeg;
    requires org.bytedeco.javacpp;
    requires org.slf4j;

    exports dev.stagedoor.recorder;
    exports dev.stagedoor.recorder.whep;
}
